import { renderPage } from "../../certificate/html/document";
import { html } from "../../certificate/html/markup";

test("texts are escaped, in elements and in attributes; markup and lists are put in as they are", () => {
  const name = `<b a="1" b='2'>&`;
  expect(html`<p title="${name}">${name}</p>`.text).toBe(
    '<p title="&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;">&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;</p>',
  );
  expect(html`<ul>${["a", "<"].map((each) => html`<li>${each}</li>`)}</ul>`.text).toBe(
    "<ul><li>a</li><li>&lt;</li></ul>",
  );
  expect(html`${null}${undefined}${false}${0}${""}`.text).toBe("0");
});

test("control characters and marks of direction are shown as escapes", () => {
  expect(html`${"a\u0000\u202e\nb"}`.text).toBe("a\\u0000\\u202e\\u000ab");
});

test("what stands in the margins of printed pages cannot leave its text in the style", () => {
  const page = renderPage({ title: "t", printed: 'x"}</style><script>', look: "good", body: html`` });
  expect(page).toContain('@top-left{content:"x----style--script-"}');
  expect(page.match(/<\/style>/g)).toHaveLength(1);
});
