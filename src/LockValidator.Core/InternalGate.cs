namespace LockValidator;

/// <summary>
/// The checker's one internal lock. A plain monitor, never validated; a <c>Thread.Interrupt</c> that hits a wait for it is passed
/// on to the program afterwards instead of being lost or thrown here.
/// </summary>
internal sealed class InternalGate
{
    private readonly object _monitor = new();

    public Holder Enter() => Enter(_monitor);

    /// <summary>The same by an object of ours that nobody else can lock.</summary>
    public static Holder Enter(object monitor)
    {
        bool interrupted = false;
        while (true)
        {
            try
            {
                Monitor.Enter(monitor);
                return new Holder(monitor, interrupted);
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }
    }

    public readonly struct Holder(object monitor, bool interrupted) : IDisposable
    {
        public void Dispose()
        {
            Monitor.Exit(monitor);
            if (interrupted)
            {
                Thread.CurrentThread.Interrupt();
            }
        }
    }
}
