/** The name of a plan, which MobSMS writes in small letters. */
export function PlanName({ plan }: { plan: string }) {
  return <span style={{ textTransform: 'capitalize' }}>{plan}</span>;
}
