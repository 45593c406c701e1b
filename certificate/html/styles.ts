/** Style of all pages: light and dark on a screen, black on white on paper. */
export const STYLES = `
:root{color-scheme:light dark;--text:#1b1f24;--dim:#4d5661;--line:#c9d1d9;--back:#fff;--soft:#f4f6f8;
--good:#0b6b34;--goodback:#e6f4ea;--warn:#7a4b00;--warnback:#fff4dc;--bad:#a40e26;--badback:#fde8ea}
@media screen and (prefers-color-scheme:dark){:root{--text:#e6edf3;--dim:#a6b1bd;--line:#3b444e;--back:#0f1419;
--soft:#1a2129;--good:#6fdd8b;--goodback:#11301c;--warn:#f2c14e;--warnback:#33270b;--bad:#ff9aa5;--badback:#3d1218}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem;background:var(--back);color:var(--text);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif}
h1{font-size:1.8rem;line-height:1.2;margin:.2rem 0 .6rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
p,ul,ol,dl{margin:.4rem 0}
.kind,.note,caption,figcaption{color:var(--dim);font-size:.9rem}
.kind{margin:0}
.verdict{border:2px solid;border-radius:6px;padding:.8rem 1rem;margin:1rem 0}
.verdict p{margin:.3rem 0}
.verdict .result{font-size:1.25rem;font-weight:700}
.good .verdict{border-color:var(--good);background:var(--goodback)}
.warn .verdict,.exception{border-color:var(--warn);background:var(--warnback)}
.bad .verdict{border-color:var(--bad);border-width:4px;background:var(--badback)}
.good .result,.yes{color:var(--good)}.warn .result,.perhaps{color:var(--warn)}.bad .result,.bad h1,.no{color:var(--bad)}
.yes,.no,.perhaps{font-weight:600}
.stamp{display:inline-block;border:3px solid var(--bad);color:var(--bad);font-weight:800;letter-spacing:.06em;
padding:.1rem .6rem;margin:0 0 .4rem}
.exception,.finding{border:1px solid;border-radius:6px;padding:.5rem 1rem;margin:.8rem 0}
.finding{border-color:var(--line);background:var(--soft)}
.finding h3{margin-top:.2rem}
table{width:100%;border-collapse:collapse;margin:.6rem 0;font-size:.92rem}
caption{text-align:left;padding:.2rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);
overflow-wrap:anywhere}
th{font-weight:600}
tbody th{font-weight:500}
td ul{margin:0;padding-left:1.1rem}td p{margin:0 0 .2rem}
.facts th{width:12rem;color:var(--dim)}
.short{width:8.5rem}.wide{width:13rem}.tiny{width:6rem}
.wide{overflow-wrap:break-word}
.number{text-align:right}
code{font:.88em ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
a{color:inherit}
footer{margin-top:2rem;padding-top:.6rem;border-top:1px solid var(--line);color:var(--dim);font-size:.85rem}
@page{margin:20mm 16mm;@top-left{font:8pt Arial,sans-serif;color:#444}
@bottom-right{font:8pt Arial,sans-serif;color:#444}}
@media print{:root{color-scheme:light;font-size:9.5pt}body{max-width:none;padding:0;font-size:9.5pt}
h1{font-size:18pt}h2{font-size:13pt}
h2{margin-top:1.4rem}th,td{padding:.2rem .5rem .2rem 0}
h2,h3,caption{break-after:avoid}tr,.finding,.exception,.verdict,li{break-inside:avoid}thead{display:table-header-group}
tr:has(li){break-inside:auto}
a{text-decoration:none}.verdict{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
