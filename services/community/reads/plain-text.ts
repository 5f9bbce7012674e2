import { z } from 'zod';

/**
 * What people write is text and stays text: it is kept as it was written, sent as JSON, and never becomes markup here.
 * Control characters have no place in it (PostgreSQL could not store NUL), and a blank is no text.
 */
const textOf = (most: number, allowed: RegExp) =>
  z.string().trim().min(1).max(most).regex(allowed, 'must not hold control characters');

/** One line. @param most characters */
const lineOfText = (most: number) => textOf(most, /^[^\p{Cc}]*$/u);

/** Paragraphs: line breaks and tabs are welcome. @param most characters */
export const paragraphs = (most: number) => textOf(most, /^(?:[^\p{Cc}]|[\n\r\t])*$/u);

/** Title and text of posts and news. */
export const article = { title: lineOfText(255), content: paragraphs(10_000) };
