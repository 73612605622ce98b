"""How texts in figures look; the page around them has assets/styles."""

FONT = 'system-ui, "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif'
