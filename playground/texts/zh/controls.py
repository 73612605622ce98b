"""设置与按钮。"""

TEXTS = {
    "control.run": "训练",
    "control.pause": "暂停",
    "control.step": "走一步",
    "control.reset": "重置",
    "control.tell": "慢放一遍",
    "control.tell.stop": "暂停",
    "data.circle": "圆环",
    "data.xor": "异或",
    "data.gauss": "高斯",
    "data.spiral": "螺旋",
    "data.moons": "双月",
    "data.plane": "平面",
    "data.hills": "山丘",
    "data.custom": "自绘",
    "act.mixed": "各层不同",
    "pace.step": "每帧一步",
    "pace.epoch": "每帧一轮",
    "pace.max": "尽可能快",
}
