import { withNewerPins, withoutComments } from "../../delivery/pins";

const OLD = "a".repeat(40);
const NEW = "b".repeat(40);

const line = (commit: string, version: string, action = "actions/checkout") =>
  `      - uses: ${action}@${commit} # v${version}\n`;

test.each([
  ["a newer version", "7.0.1", "7.1.0", NEW],
  ["a newer version of more digits", "7.9.0", "7.10.0", NEW],
  ["the same version of another commit", "7.0.1", "7.0.1", NEW],
  ["an older version", "7.0.1", "6.2.0", OLD],
])("of %s, the file keeps what it should", (_, written, existing, commit) => {
  const text = withNewerPins(line(OLD, written), line(NEW, existing));
  expect(text).toBe(line(commit, commit === NEW ? existing : written));
});

test("an action that is not pinned to a commit is not kept", () => {
  expect(withNewerPins(line(OLD, "7.0.1"), line("v8", "8.0.0"))).toBe(line(OLD, "7.0.1"));
  expect(withNewerPins(line(OLD, "7.0.1"), `      - uses: actions/checkout@${NEW}\n`)).toBe(line(OLD, "7.0.1"));
});

test("another action changes nothing", () => {
  expect(withNewerPins(line(OLD, "7.0.1"), line(NEW, "9.0.0", "evil/checkout"))).toBe(line(OLD, "7.0.1"));
});

test("comments of whole lines and empty lines say nothing; what stands behind code does", () => {
  expect(withoutComments("# a\n\na: 1  \n  # b\nb: 2 # c\n")).toBe("a: 1\nb: 2 # c");
});
