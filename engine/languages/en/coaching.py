"""How the coach is asked in English: regular expressions over folded text."""

POLITE = (
    r"(?:(?:hi|hey|please|can you|could you|would you|help me|i need you to|i want you to)[, "
    r"]+){0,3}"
)
FOR_ME = r"(?: for me| please| up)*"
THING = (
    r"(?:(?: (?:the|this|these|my|following|of|in|a|errors|mistakes))* (?:texts?|messages?|"
    r"e-?mails?|sentences?|paragraphs?|english|portuguese|spanish|grammar|letter|note|reply|"
    r"spelling|punctuation|post|caption|cover letter|it|this|following))+(?: (?:below|here))?"
)
CORRECT = r"(?:correct|proofread|proof-read|fix|edit|spell-?check|check)"
REWRITE = r"(?:rewrite|rephrase|reword|improve|polish|make|shorten)"
TONE = (
    r"(?:,? (?:in|more|less|with|as|for|to|so|without|much|a bit|short\w*|friendlier|clearer|"
    r"simpler|nicer|politer|longer|warmer|softer|stronger|better|kinder|lighter|funnier|"
    r"calmer|formal|friendly|polite|professional|simple|casual|clear|sound)\b[^:\n“\"]{0,80}?)"
)
MOTIVATE = (
    r"(?:motivate me|encourage me|cheer me on|give me (?:a |some |an )?(?:pep talk|push|"
    r"motivation|encouragement|kick)|i (?:really )?(?:need|could use) (?:a |some |an "
    r")?(?:little |bit of )?(?:pep talk|push|motivation|encouragement|kick)|(?:i'm|i am|i "
    r"feel) (?:so |very |totally )?(?:unmotivated|demotivated)|i (?:have|'ve got) no "
    r"motivation)(?: (?:to|for|about|with) (?P<about>.+))?"
)
