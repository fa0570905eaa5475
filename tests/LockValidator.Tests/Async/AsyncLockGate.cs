namespace LockValidator.Tests;

internal sealed class AsyncLockGate(LockClass type) : IAsyncGate
{
    private readonly ValidatedAsyncLock _lock = new(type);
    private ValidatedAsyncLock.Releaser _releaser;

    public LockMap Map => _lock.Map;

    /// <summary>Not async itself, as the documentation asks of those who wrap the lock.</summary>
    public Task TakeAsync(CancellationToken token = default) => KeepAsync(_lock.LockAsync(token).AsTask());

    public void TakeBlocking() => _releaser = _lock.Lock();

    public void Free() => _releaser.Dispose();

    private async Task KeepAsync(Task<ValidatedAsyncLock.Releaser> taken) => _releaser = await taken.ConfigureAwait(false);
}
