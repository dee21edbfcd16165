// The PMS's own words about a refusal, fit for a log: what the message says of people is struck out.
import type { XmlTree } from '../../domain/booking-report.js';

/** Elements of a report that speak of people, or in which people write freely. */
const aboutPeople = /name|kana|phone|tel|mail|addr|zip|postal|birth|service/i;
/** Shorter texts are flags and counts. */
const shortestText = 2;

function textsAboutPeople(tree: XmlTree | readonly XmlTree[], element: string): string[] {
  if (typeof tree === 'string') return aboutPeople.test(element) && tree.length >= shortestText ? [tree] : [];
  if (Array.isArray(tree)) return tree.flatMap((child: XmlTree) => textsAboutPeople(child, element));
  return Object.entries(tree).flatMap(([name, child]) => textsAboutPeople(child, name));
}

/** `explanation` without any text that `document` holds about people: an error may quote the row it could not write. */
export function withoutPeople(explanation: string, document: XmlTree): string {
  // Longest first, so that a surname does not leave the given name standing.
  const texts = [...new Set(textsAboutPeople(document, ''))].sort((a, b) => b.length - a.length);
  return texts.reduce((text, found) => text.replaceAll(found, '[redacted]'), explanation);
}
