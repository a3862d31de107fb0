process.parentPort.once('message', () => process.parentPort.postMessage('none'));
