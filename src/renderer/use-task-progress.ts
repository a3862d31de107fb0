import { useEffect, useState } from 'react';
import type { EventPayload } from '../shared/contract.ts';
import { createTimeLeft } from './ui/time-left.ts';

type Task = EventPayload<'task.progress'>['task'];

/** How far a task is; `left` is in milliseconds, null while that cannot be told. */
interface TaskProgress {
  done: number;
  total: number;
  left: number | null;
}

/** Follows a task while `running`; null before its first news. */
export function useTaskProgress(task: Task, running: boolean): TaskProgress | null {
  const [progress, setProgress] = useState<TaskProgress | null>(null);
  useEffect(() => {
    if (!running) return undefined;
    const timeLeft = createTimeLeft();
    const stop = window.kaptar.on('task.progress', (news) => {
      if (news.task !== task) return;
      setProgress({ done: news.done, total: news.total, left: timeLeft(news.done, news.total) });
    });
    return () => {
      stop();
      setProgress(null);
    };
  }, [task, running]);
  return progress;
}
