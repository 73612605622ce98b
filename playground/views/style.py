"""How Panel's widgets look here: the colours come from the page (assets/styles/page.css), the shape from this."""

FONT = 'system-ui, "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif'

WIDGET = """
:host { font: inherit; font-size: 14px; }
.bk-input-group > label { font-size: 13px; font-weight: 600; color: var(--soft); }
.bk-slider-title { font-size: 13px; font-weight: 600; color: var(--soft); }
.bk-input, select.bk-input { min-height: 36px; border: 1px solid var(--hairline); border-radius: 8px; font-size: 14px; }
select.bk-input { appearance: auto; background-image: none; }
.bk-spin-btn-up:before { border-bottom-color: var(--soft) !important; }
.bk-spin-btn-down:before { border-top-color: var(--soft) !important; }
.bk-btn { min-height: 40px; border-radius: 10px; font-size: 15px; }
.bk-btn-default { border: 1px solid var(--hairline); }
.bk-input:focus-visible, .bk-btn:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.noUi-connect { background: var(--accent); }
.noUi-target { background: var(--hairline); border: 0; box-shadow: none; }
@media (pointer: coarse) { .bk-input, select.bk-input, select.bk-input { appearance: auto; background-image: none; }
.bk-spin-btn-up:before { border-bottom-color: var(--soft) !important; }
.bk-spin-btn-down:before { border-top-color: var(--soft) !important; }
.bk-btn { min-height: 44px; } }
"""
