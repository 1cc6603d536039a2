"""Outside tools: servers that speak MCP, as the owner configured them. All are third parties."""
