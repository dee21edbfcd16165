// Text and elements of XML, for documents we write ourselves.

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

export const escapeXml = (text: string) =>
  text.replace(/[&<>]/g, (character) => escapes[character] ?? character);

/** `<name>text</name>`, the text escaped. */
export const leaf = (name: string, text: string | number) => `<${name}>${escapeXml(String(text))}</${name}>`;

/** `<name>…</name>` around what is XML already. */
export const element = (name: string, ...content: readonly string[]) =>
  `<${name}>${content.join('')}</${name}>`;
