/** The city by which a zone is named: `Asia/Tashkent` is Tashkent. */
export function cityOfZone(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
