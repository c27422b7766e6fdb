/**
 * Replaces $(NAME) by a variable's value; $$(NAME) stands for the text $(NAME), and an unknown name stays as it
 * is. `third_party/forked/golang/expansion/expand.go`
 */
export function expand(text: string, valueOf: (name: string) => string | undefined): string {
  if (!text.includes('$')) return text;
  let result = '';
  let done = 0;
  for (let index = 0; index < text.length - 1; index++) {
    if (text[index] !== '$') continue;
    const next = text[index + 1]!;
    result += text.slice(done, index);
    if (next === '$') {
      result += '$';
      done = index + 2;
    } else {
      const end = next === '(' ? text.indexOf(')', index + 2) : -1;
      if (end >= 0) {
        const name = text.slice(index + 2, end);
        result += valueOf(name) ?? `$(${name})`;
        done = end + 1;
      } else {
        // Not a reference: both characters stay.
        result += `$${next}`;
        done = index + 2;
      }
    }
    index = done - 1;
  }
  return result + text.slice(done);
}
