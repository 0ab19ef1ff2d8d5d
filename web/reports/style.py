"""How a report in HTML looks: on a telephone, on a desk, in the dark and on paper.

Tables become cards where they have no room; a picture that has none can be moved sideways, and
the page itself never is.
"""

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1b1b;--faint:#5f6368;--line:#d5d8dc;
--band:#f4f5f6;--link:#005a9c;--warn:#fff3cd}
@media (prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#ececec;--faint:#a8adb3;
--line:#3a3f45;--band:#20242a;--link:#7cc0f5;--warn:#3d3617}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:72rem;background:var(--paper);
color:var(--ink);font:1rem/1.5 system-ui,"Noto Sans","Noto Sans Devanagari",sans-serif;
overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;padding-top:.5rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
p,ul,dl{margin:.5rem 0;max-width:46rem}
ul{padding-left:1.25rem}
li{margin:.35rem 0}
li li{color:var(--faint);font-size:.925rem}
a{color:var(--link)}
a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.under{color:var(--faint);margin:0}
.warning{background:var(--warn);padding:.6rem .8rem;font-weight:600;border-left:.3rem solid}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none;max-width:none}
nav li{margin:0}
dl.facts{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.3rem 1rem}
dt{color:var(--faint)}
dd{margin:0}
table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.925rem;
overflow-wrap:break-word}
td{min-width:5.5rem}
caption{text-align:left;color:var(--faint);padding:.25rem 0;caption-side:top}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;
border-bottom:1px solid var(--line)}
thead th{color:var(--faint);font-weight:600;border-bottom-width:2px}
tbody th{font-weight:600;white-space:nowrap}
q{quotes:none}
sup{line-height:0;font-size:.72rem;margin-left:.15em}
sup a{text-decoration:none;padding:.15em}
sup:target,span:target{background:var(--warn)}
pre{background:var(--band);padding:.75rem;overflow-x:auto;white-space:pre-wrap;
font:.9rem/1.5 ui-monospace,monospace}
figure{margin:1rem 0}
figcaption{color:var(--faint);font-size:.925rem}
.scroll{overflow-x:auto;border:1px solid var(--line)}
.scroll svg{display:block;height:auto}
.wide svg{max-width:100%;min-width:58rem}
.dark{display:none}
@media (prefers-color-scheme:dark){.light{display:none}.dark{display:block}}
.notes{list-style:none;padding:0;font-size:.875rem;max-width:none}
.notes>li{display:grid;grid-template-columns:4rem 1fr;padding:.4rem;margin:0}
.notes>li:target{background:var(--warn)}
.notes p,.notes ul{margin:.1rem 0}
.notes b a{text-decoration:none;white-space:nowrap}
.notes b a::after{content:" ↑"}
@media screen and (max-width:60rem){.wide figcaption::after{content:" · it can be moved sideways"}}
@media screen and (max-width:44rem){
h1{font-size:1.4rem}
dl.facts{display:block}
dd{margin:0 0 .5rem}
table,caption,tbody,tr,th,td{display:block;width:100%;overflow-wrap:anywhere}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border:1px solid var(--line);border-radius:.4rem;padding:.4rem .75rem;margin:.6rem 0}
td,tbody th{border:0;padding:.15rem 0;white-space:normal}
td:empty{display:none}
td[data-name]::before{content:attr(data-name) ": ";color:var(--faint)}
.notes>li{grid-template-columns:3.6rem 1fr;padding:.4rem 0}
}
@media print{
@page{margin:1.5cm}
:root{--paper:#fff;--ink:#000;--faint:#444;--line:#bbb;--band:#f4f5f6;--link:#000;--warn:#fff}
html{font-size:10pt}
body{max-width:none;padding:0}
h2{margin-top:1.5rem}
nav,.notes b a::after{display:none}
a{text-decoration:none}
p,li{orphans:3;widows:3}
h2,h3,caption,figcaption{break-after:avoid}
tr,.notes>li,figure{break-inside:avoid}
.scroll{overflow:visible;border:0}
.scroll svg{min-width:0;max-width:100%}
.light{display:block}
.dark{display:none}
}
""".lstrip()
"""The whole style sheet. The page's security policy names its hash, so it stands in one piece."""
