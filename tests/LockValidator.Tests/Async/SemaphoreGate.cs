namespace LockValidator.Tests;

internal sealed class SemaphoreGate(LockClass type) : IAsyncGate
{
    private readonly ValidatedSemaphore _semaphore = new(type, 1, 1);

    public LockMap Map => _semaphore.Map;

    public Task TakeAsync(CancellationToken token = default) => _semaphore.WaitAsync(token);

    public void TakeBlocking() => _semaphore.Wait();

    public void Free() => _semaphore.Release();
}
