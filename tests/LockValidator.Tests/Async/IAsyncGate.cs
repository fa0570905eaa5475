namespace LockValidator.Tests;

/// <summary>An awaitable lock of ours.</summary>
internal interface IAsyncGate
{
    LockMap Map { get; }

    Task TakeAsync(CancellationToken token = default);

    void TakeBlocking();

    void Free();
}
