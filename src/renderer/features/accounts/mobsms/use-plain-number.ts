import { useFormat } from '../../../ui/use-format.ts';

/** A number as it was told, amounts too: MobSMS names no currency for them. Null stays null. */
export function usePlainNumber() {
  const format = useFormat();
  return (value: number | null): string | null => (value === null ? null : format.count(value));
}
