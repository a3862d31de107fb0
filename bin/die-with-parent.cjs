/**
 * Loaded ahead of the command line where bin/kaptar.mjs runs it in a child process: when the parent is gone,
 * however it went, so are we, at once and without a last word. A command that outlived the terminal it was
 * killed in would go on sending unseen.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// The channel tells of the parent's end and nothing else: it must not keep a finished command running.
process.channel?.unref();
