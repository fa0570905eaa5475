namespace LockValidator.Benchmarks;

/// <summary>The ways of taking a lock that are not the plain pair; each against the same calls on the bare lock.</summary>
internal sealed class OtherWays
{
    private readonly Lock _bareA = new(), _bareB = new();
    private readonly ValidatedLock _a = new(new LockClass("bench")), _b = new(new LockClass("bench"));
    private readonly SemaphoreSlim _bareAsync = new(1, 1);
    private readonly ValidatedAsyncLock _async = new(new LockClass("bench", LockKind.Async));
    private readonly LockClass _type = new("bench");
    private ValidatedLock? _made;
    private Lock? _madeBare;

    public void BareReentry(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _bareA.Enter();
            _bareA.Enter();
            _bareA.Exit();
            _bareA.Exit();
        }
    }

    public void Reentry(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _a.Enter();
            _a.Enter();
            _a.Exit();
            _a.Exit();
        }
    }

    public void BareTry(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            if (_bareA.TryEnter())
            {
                _bareA.Exit();
            }
        }
    }

    public void Try(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            if (_a.TryEnter())
            {
                _a.Exit();
            }
        }
    }

    public void BareTimed(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            if (_bareA.TryEnter(1000))
            {
                _bareA.Exit();
            }
        }
    }

    public void Timed(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            if (_a.TryEnter(1000))
            {
                _a.Exit();
            }
        }
    }

    public void BareOutOfOrder(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _bareA.Enter();
            _bareB.Enter();
            _bareA.Exit();
            _bareB.Exit();
        }
    }

    public void OutOfOrder(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _a.Enter();
            _b.Enter();
            _a.Exit();
            _b.Exit();
        }
    }

    public void BareAsync(int rounds) => BareAsyncCore(rounds).GetAwaiter().GetResult();

    public void Async(int rounds) => AsyncCore(rounds).GetAwaiter().GetResult();

    public void BareConstruction(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _madeBare = new Lock();
        }
    }

    public void ConstructionOfClass(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _made = new ValidatedLock(_type);
        }
    }

    public void ConstructionOfSite(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _made = new ValidatedLock();
        }
    }

    private async Task BareAsyncCore(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            await _bareAsync.WaitAsync();
            _bareAsync.Release();
        }
    }

    private async Task AsyncCore(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            using (await _async.LockAsync())
            {
            }
        }
    }
}
