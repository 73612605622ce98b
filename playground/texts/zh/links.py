"""打开的链接。"""

TEXTS = {
    "link.unknown": "地址里有这里不认识的名字，已略去：{names}",
    "link.more": "，还有 {count} 个",
    "link.foreign": "已按 TensorFlow Playground 的链接设好。数据点和初始权重由本页自己的随机数生成；偏置从 0 开始，那边从 0.1 开始。",
    "link.foreign.zeros": "已按 TensorFlow Playground 的链接设好。数据点由本页自己的随机数生成。",
    "link.foreign.l1": "那边的 L1 会把将要变号的权重永久置为 0，这里它还能回来。",
    "link.foreign.without": "这里没有或不同的：{names}。",
}
