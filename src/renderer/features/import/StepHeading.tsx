import { Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';

interface StepHeadingProps {
  id: string;
  children: ReactNode;
}

/** The heading of a step. It takes the focus, which the step before would else take away with it. */
export function StepHeading({ id, children }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Title order={2} id={id} ref={heading} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Title>
  );
}
