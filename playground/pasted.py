"""An address as it arrives: passed on by messengers, marked by trackers, pasted out of HTML, typed with an IME."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import parse_qsl

# What others append. Messengers first (WeChat, QQ, Weibo, Bilibili, Douyin and Feishu, Xiaohongshu, Taobao, DingTalk), then advertisers
# and mailings, then what blogs, course platforms and caches add.
_NAMES = frozenset("""
    from isappinstalled nsukey clicktime enterid ascene subscene sessionid devicetype nettype version exportkey pass_ticket wx_header
    fontgear key uin chksm mpshare srcid poc_token tdsourcetag adtag aduin adsession adpubno
    weibo_id weiboauthoruid luicode lfid featurecode wm sudaref retcode v_p wbapianalysisoriuicodes launchid
    spm spmid scm spm_id_from vd_source unique_k bbid bvid up_id buvid from_spmid from_source plat_id seid is_story_h5 broadcast_type
    timestamp app use_new_style req_id group_id wid did iid u_code with_sec_did wxshare_count is_new_connect is_new_user
    ccm_open_type xhsshare appuid apptime author_share shareredid ut_sk corpid dtaction ddtab chinfo appid apshareid wfr isfailed
    hb_wx_block s_r qbrowserfrom openexternalbrowser
    fbclid gclid gclsrc dclid wbraid gbraid srsltid msclkid twclid ttclid yclid ymclid ysclid bd_vid igsh igshid li_fat_id trk trackingid
    lipi epik sccid rdt_cid irclickid irgwc cjevent cvid ocid ved usg usp usqp authuser s_kwcid ef_id adobe_mc cmpid cid ncid xtor
    mibextid img_index sender_device is_from_webapp yadclid yadordid napm midtoken
    mkt_tok vgo_ee hsctatracking ml_subscriber ml_subscriber_hash ck_subscriber_id elqtrack elqtrackid s_cid wickedid guccounter
    sid uid mid aid si feature pp ab_channel pvs
    ref ref_src ref_url referer referrer source src medium campaign channel via share shared forceview redirect embed amp
    t ts v r cb nocache time rand random
""".split())  # fmt: skip
_BEGINNINGS = ("_", "utm_", "mtm_", "pk_", "piwik_", "hsa_", "mc_", "wt.", "fb_", "gad_", "share_", "sharer_", "sharefrom", "xsec_", "uc_", "dd_", "at_", "vk_", "sc_", "tt_", "oly_",
               "vero_", "abtest_", "hm_", "lti_", "wechat", "weixin", "wx_", "wxfrom", "tgwebapp")  # fmt: skip
# What «key=value» begins with, in the regular expressions that JavaScript has in common. WeChat, too, has a `scene`: the number of the place a page was opened from.
APPENDED = f"(?:{'|'.join(sorted(_NAMES))})=|{'|'.join(map(re.escape, _BEGINNINGS))}|scene=[0-9]+$"
_APPENDED = re.compile(APPENDED)
_ESCAPED = re.compile(r"^(amp;)+", re.IGNORECASE)  # of `&amp;`, where HTML was copied as text


def pairs(query: str) -> dict[str, str]:
    """The keys and values of an address query, without what others append; of a key that is given twice the last counts.

    Keys come in lower case; keys and values without blanks around them and without full-width signs (`hidden=4，2`).
    """
    given = ((key.lower(), text) for key, text in parsed(query.strip().lstrip("?")))
    return {key: text for key, text in given if not _APPENDED.match(f"{key}={text}")}


def parsed(text: str) -> Iterator[tuple[str, str]]:
    """Every key and value of `key=value&…`, also where HTML or Markdown has written the & another way."""
    for key, value in parse_qsl(text.replace("\\&", "&"), keep_blank_values=True):
        yield _ESCAPED.sub("", _plain(key), count=1), _plain(value)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
