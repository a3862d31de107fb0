import { Button, type ButtonProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface ConfirmedButtonProps extends Omit<ButtonProps, 'children'> {
  label: string;
  title: string;
  /** On the button that does it; the label where it is not given. */
  confirm?: string;
  action: { isPending: boolean; error: unknown; reset: () => void };
  /** Does it; `close` is called once it is done. */
  onConfirm: (close: () => void) => void;
  /** What it does, in words. */
  children: ReactNode;
}

/** A button for what cannot be undone: it asks once before it acts. */
export function ConfirmedButton(props: ConfirmedButtonProps) {
  const { label, title, confirm = label, action, onConfirm, children, ...button } = props;
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    action.reset();
  };
  return (
    <>
      <Button variant="subtle" color="red" {...button} onClick={() => setAsking(true)}>
        {label}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={close}
        title={title}
        confirm={confirm}
        danger
        busy={action.isPending}
        error={action.error}
        onConfirm={() => onConfirm(close)}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
