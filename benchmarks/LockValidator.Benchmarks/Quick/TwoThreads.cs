namespace LockValidator.Benchmarks;

/// <summary>Runs the same work, with locks of its own, on a second thread beside the caller's.</summary>
internal sealed class TwoThreads
{
    private readonly SemaphoreSlim _go = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Action<int> _mine;
    private int _rounds;

    public TwoThreads(Func<Action<int>> make)
    {
        _mine = make();
        Action<int> others = make();
        var second = new Thread(() =>
        {
            while (true)
            {
                _go.Wait();
                others(_rounds);
                _done.Release();
            }
        })
        { IsBackground = true };
        second.Start();
    }

    public void Run(int rounds)
    {
        _rounds = rounds;
        _go.Release();
        _mine(rounds);
        _done.Wait();
    }
}
