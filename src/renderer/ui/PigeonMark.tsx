/** Kaptar's mark: a pigeon on the wing. The word beside it says the name, so it is silent itself. */
export function PigeonMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect width="40" height="40" rx="11" fill="#0e6678" />
      {/* far wing, near wing, body with head and tail, beak, eye */}
      <path d="M18.2 19.5C14.6 14.9 13.6 10.4 14.4 5.6c5.6 1.5 9.7 6.1 11 11.6z" fill="#74bdcb" />
      <path d="M6.6 10.6c6.9-.2 12.9 2.6 16.3 8l-4.6 6.6C11.9 23.6 7.6 18.2 6.6 10.6z" fill="#d0e9ee" />
      <path
        d="M33.9 16.1c-.8-2.4-3-3.9-5.4-3.6-2.6.3-4 2.2-5.2 4.6-2.2 4.3-6.4 8.4-16 10.7 1.7 1 3.4 1.5 5.2 1.7-.9.8-2 1.6-3.3 2.2 9.7 2.6 20.4-1.4 21.9-12.3z"
        fill="#fff"
      />
      <path d="M33.4 15.1l3.5 2.1-4 .9z" fill="#f0b255" />
      <circle cx="29.3" cy="16.2" r="1.15" fill="#073c49" />
    </svg>
  );
}
