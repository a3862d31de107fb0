import { parsePhone } from '../../../shared/phone.ts';

/**
 * Reads pasted numbers, one a line or with commas or semicolons between them. Each number once, in E.164; what is no
 * number, as it was written.
 *
 * @param country where numbers without a country code belong (ISO 3166-1 alpha-2)
 */
export function readNumbers(text: string, country: string): { phones: string[]; faulty: string[] } {
  const phones = new Set<string>();
  const faulty: string[] = [];
  for (const written of text.split(/[\n\r,;]+/).map((line) => line.trim())) {
    if (written === '') continue;
    const parsed = parsePhone(written, country);
    if (parsed.ok) phones.add(parsed.phone);
    else faulty.push(written);
  }
  return { phones: [...phones], faulty };
}
