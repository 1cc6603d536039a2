/* Recorder: writes down, in one order, what a process does to the files of one folder.
 *
 * Preloaded into the process (LD_PRELOAD). While POWERLOSS_LOG and POWERLOSS_ROOT are set, each
 * change below the root is done and then appended to the log as a head and a body (see
 * recording.py). fsync is only written down: the power of this machine stays on.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define FILES 4096

struct head {
    char kind;        /* o open, c close, w write, t truncate, s sync, r rename, u unlink, d mkdir, m mmap */
    char unused[3];
    int32_t file;     /* the descriptor, -1 where a path says which */
    int64_t offset;   /* of a write; the size of a truncation; the flags of an opening */
    int64_t when;     /* nanoseconds since 1970 */
    int64_t length;   /* of the body that follows: bytes, or paths parted by a NUL */
};

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static char followed[FILES];
static int paper = -1;

static int is_on(void) {
    const char *path = getenv("POWERLOSS_LOG");
    if (path == NULL || getenv("POWERLOSS_ROOT") == NULL) return 0;
    if (paper < 0) {
        int low = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
        paper = fcntl(low, F_DUPFD_CLOEXEC, 1000); /* away from the numbers that programs use */
        syscall(SYS_close, low);
    }
    return 1;
}

static void put(char kind, int file, int64_t offset, const void *body, size_t length) {
    struct timespec now;
    struct head head = {kind, {0, 0, 0}, file, offset, 0, (int64_t)length};
    clock_gettime(CLOCK_REALTIME, &now);
    head.when = now.tv_sec * 1000000000LL + now.tv_nsec;
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)body, length}};
    if (syscall(SYS_writev, paper, parts, 2) != (long)(sizeof head + length)) abort();
}

static int is_followed(int file) { return file >= 0 && file < FILES && followed[file] && is_on(); }

static int is_inside(const char *path) {
    const char *root = getenv("POWERLOSS_ROOT");
    size_t length = strlen(root);
    return strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == 0);
}

/* The absolute path of a name in a folder. */
static void absolute(int folder, const char *name, char *found) {
    char base[PATH_MAX] = "", link[64];
    if (name[0] != '/') {
        snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, base, sizeof base - 1);
        base[length < 0 ? 0 : length] = 0;
    }
    if (name[0] == '/') snprintf(found, PATH_MAX, "%s", name);
    else if (snprintf(found, PATH_MAX, "%s/%s", base, name) >= PATH_MAX) abort();
}

#define BEGIN pthread_mutex_lock(&order)
#define END(result) do { int kept = errno; pthread_mutex_unlock(&order); errno = kept; return result; } while (0)

static int opened(int folder, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    if (!is_on()) return syscall(SYS_openat, folder, name, flags, mode);
    absolute(folder, name, path);
    if (!is_inside(path)) return syscall(SYS_openat, folder, name, flags, mode);
    BEGIN;
    int file = syscall(SYS_openat, folder, name, flags, mode);
    if (file >= FILES) abort();
    if (file >= 0) {
        followed[file] = 1;
        put('o', file, flags, path, strlen(path));
    }
    END(file);
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *name, int flags, ...) { MODE(flags); return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags); return opened(AT_FDCWD, name, flags | O_LARGEFILE, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE(flags); return opened(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE(flags); return opened(folder, name, flags | O_LARGEFILE, mode); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int __open_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }
int __open64_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags | O_LARGEFILE, 0); }

int close(int file) {
    if (!is_followed(file)) {
        if (file == paper && file >= 0) { errno = EBADF; return -1; }
        return syscall(SYS_close, file);
    }
    BEGIN;
    put('c', file, 0, "", 0);
    followed[file] = 0;
    int result = syscall(SYS_close, file);
    END(result);
}

static ssize_t written(int file, const void *bytes, size_t length, int64_t offset) {
    BEGIN;
    ssize_t done = offset < 0 ? syscall(SYS_write, file, bytes, length)
                              : syscall(SYS_pwrite64, file, bytes, length, offset);
    if (done > 0) {
        if (offset < 0) offset = lseek(file, 0, SEEK_CUR) - done;
        put('w', file, offset, bytes, done);
    }
    END(done);
}

ssize_t write(int file, const void *bytes, size_t length) {
    return is_followed(file) ? written(file, bytes, length, -1) : syscall(SYS_write, file, bytes, length);
}
ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
    return is_followed(file) ? written(file, bytes, length, offset) : syscall(SYS_pwrite64, file, bytes, length, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
    return is_followed(file) ? written(file, bytes, length, offset) : syscall(SYS_pwrite64, file, bytes, length, offset);
}
ssize_t writev(int file, const struct iovec *parts, int count) {
    if (!is_followed(file)) return syscall(SYS_writev, file, parts, count);
    return count ? written(file, parts[0].iov_base, parts[0].iov_len, -1) : 0; /* a short write */
}

int ftruncate(int file, off_t size) {
    if (!is_followed(file)) return syscall(SYS_ftruncate, file, size);
    BEGIN;
    int result = syscall(SYS_ftruncate, file, size);
    if (result == 0) put('t', file, size, "", 0);
    END(result);
}
int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

int fsync(int file) {
    if (!is_followed(file)) return syscall(SYS_fsync, file);
    BEGIN;
    put('s', file, 0, "", 0);
    END(0);
}
int fdatasync(int file) {
    if (!is_followed(file)) return syscall(SYS_fdatasync, file);
    return fsync(file);
}

/* What would pass by the record is refused; every caller of ours has another way. */
int fallocate(int file, int mode, off_t offset, off_t length) {
    if (is_followed(file)) { errno = EOPNOTSUPP; return -1; }
    return syscall(SYS_fallocate, file, mode, offset, length);
}
int fallocate64(int file, int mode, off64_t offset, off64_t length) { return fallocate(file, mode, offset, length); }
int posix_fallocate(int file, off_t offset, off_t length) {
    if (is_followed(file)) return EOPNOTSUPP;
    return syscall(SYS_fallocate, file, 0, offset, length) ? errno : 0;
}
int posix_fallocate64(int file, off64_t offset, off64_t length) { return posix_fallocate(file, offset, length); }
ssize_t sendfile(int to, int from, off_t *offset, size_t length) {
    if (is_followed(to)) { errno = ENOTSOCK; return -1; }
    return syscall(SYS_sendfile, to, from, offset, length);
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t length) { return sendfile(to, from, offset, length); }
ssize_t copy_file_range(int from, off64_t *start, int to, off64_t *offset, size_t length, unsigned flags) {
    if (is_followed(to)) { errno = ENOSYS; return -1; }
    return syscall(SYS_copy_file_range, from, start, to, offset, length, flags);
}

void *mmap(void *address, size_t length, int rights, int flags, int file, off_t offset) {
    if (is_followed(file) && (rights & PROT_WRITE) && (flags & MAP_SHARED)) {
        BEGIN;
        put('m', file, 0, "", 0);
        pthread_mutex_unlock(&order);
    }
    return (void *)syscall(SYS_mmap, address, length, rights, flags, file, offset);
}
void *mmap64(void *address, size_t length, int rights, int flags, int file, off64_t offset) {
    return mmap(address, length, rights, flags, file, offset);
}

static int named(char kind, int folder, const char *name, int flags) {
    char path[PATH_MAX];
    int is_here = is_on();
    if (is_here) { absolute(folder, name, path); is_here = is_inside(path); }
    if (is_here) BEGIN;
    int result = kind == 'u' ? syscall(SYS_unlinkat, folder, name, flags) : syscall(SYS_mkdirat, folder, name, flags);
    if (!is_here) return result;
    if (result == 0) put(kind, -1, 0, path, strlen(path));
    END(result);
}

int unlink(const char *name) { return named('u', AT_FDCWD, name, 0); }
int unlinkat(int folder, const char *name, int flags) { return named('u', folder, name, flags); }
int rmdir(const char *name) { return named('u', AT_FDCWD, name, AT_REMOVEDIR); }
int mkdir(const char *name, mode_t mode) { return named('d', AT_FDCWD, name, mode); }
int mkdirat(int folder, const char *name, mode_t mode) { return named('d', folder, name, mode); }

static int moved(int from, const char *old, int to, const char *new) {
    char paths[2 * PATH_MAX + 1], path[PATH_MAX];
    int is_here = is_on();
    size_t first = 0;
    if (is_here) {
        absolute(from, old, paths);
        absolute(to, new, path);
        is_here = is_inside(paths) && is_inside(path);
        first = strlen(paths) + 1;
        strcpy(paths + first, path);
    }
    if (is_here) BEGIN;
    int result = syscall(SYS_renameat2, from, old, to, new, 0);
    if (!is_here) return result;
    if (result == 0) put('r', -1, 0, paths, first + strlen(path));
    END(result);
}

int rename(const char *old, const char *new) { return moved(AT_FDCWD, old, AT_FDCWD, new); }
int renameat(int from, const char *old, int to, const char *new) { return moved(from, old, to, new); }
