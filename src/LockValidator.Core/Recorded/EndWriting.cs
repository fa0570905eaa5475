namespace LockValidator;

/// <summary>Has something written whenever the process comes to an end that it can still notice, and when disposed.</summary>
internal sealed class EndWriting : IDisposable
{
    private Action? _write;

    public EndWriting(Action write)
    {
        _write = write;
        AppDomain.CurrentDomain.ProcessExit += OnEvent;
        AppDomain.CurrentDomain.UnhandledException += OnEvent;
        ViolationDelivery.Ending += OnEnding;
    }

    public void Dispose()
    {
        Action? write = Interlocked.Exchange(ref _write, null);
        AppDomain.CurrentDomain.ProcessExit -= OnEvent;
        AppDomain.CurrentDomain.UnhandledException -= OnEvent;
        ViolationDelivery.Ending -= OnEnding;
        write?.Invoke();
    }

    private void OnEvent(object? sender, EventArgs e) => OnEnding();

    private void OnEnding() => Volatile.Read(ref _write)?.Invoke();
}
