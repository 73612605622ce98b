"""出错时的话，以及图的名字（给听页面的人）。"""

TEXTS = {
    "error.ignored": "地址里的 {key}={value} 没有采用；可用：{allowed}",
    "error.setting": "{key} 不能是 {value}；可用：{allowed}",
    "error.locked": "{key} 在这里是锁定的，保持 {value}",
    "error.interrupted": "还没走完就被别的操作打断了",
    "error.program": "程序出错，刚才的操作没有完成：{detail}",
    "figure.network.layers": "神经网络：{layers}。第 {step} 步。",
    "figure.network": "神经网络：{layers}。第 {step} 步，训练损失 {loss}。",
}
