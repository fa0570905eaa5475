namespace LockValidator.Stress.Tests;

/// <summary>Eight locks of three sorts, and flows that take some of them in ascending order, with random hops between.</summary>
internal sealed class SoakLocks
{
    public const int Count = 8;

    // The others belong to a thread: taken innermost, with no await.
    public const int Awaited = 6;

    private const int Semaphores = 4;
    private const int MostHeld = 4;

    private readonly ValidatedAsyncLock[] _async = [.. Enumerable.Range(0, Semaphores).Select(i => new ValidatedAsyncLock(Name(i)))];
    private readonly ValidatedSemaphore[] _semaphores = [.. Enumerable.Range(Semaphores, Awaited - Semaphores).Select(i => new ValidatedSemaphore(1, Name(i)))];
    private readonly ValidatedLock[] _plain = [.. Enumerable.Range(Awaited, Count - Awaited).Select(i => new ValidatedLock(Name(i)))];

    public static string Name(int index) => $"L{index}";

    /// <summary>A flow takes from one lock to four, ascending.</summary>
    public Task RunAsync(Random random)
    {
        int[] picked = [.. Enumerable.Range(0, Count).OrderBy(_ => random.Next()).Take(random.Next(1, MostHeld + 1)).Order()];
        return NestAsync(picked, 0, random);
    }

    /// <summary>Each pair in ascending order, so that all orders are known.</summary>
    public async Task LearnAsync()
    {
        for (int i = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count; j++)
            {
                await NestAsync([i, j], 0, new Random(i * Count + j));
            }
        }
    }

    /// <summary>Takes two in descending order. Others hold them too, so it gives up rather than wait for the second.</summary>
    public async Task InvertAsync(int later, int earlier, Random random)
    {
        using var giveUp = new CancellationTokenSource();
        if (later < Semaphores)
        {
            using (await _async[later].LockAsync())
            {
                await Hops.OneAsync(random);
                await TouchAsync(earlier, giveUp);
            }
        }
        else
        {
            await _semaphores[later - Semaphores].WaitAsync();
            await Hops.OneAsync(random);
            await TouchAsync(earlier, giveUp);
            _semaphores[later - Semaphores].Release();
        }
    }

    private async Task TouchAsync(int index, CancellationTokenSource giveUp)
    {
        try
        {
            if (index < Semaphores)
            {
                ValueTask<ValidatedAsyncLock.Releaser> taking = _async[index].LockAsync(giveUp.Token);
                await giveUp.CancelAsync();
                (await taking).Dispose();
            }
            else
            {
                Task taking = _semaphores[index - Semaphores].WaitAsync(giveUp.Token);
                await giveUp.CancelAsync();
                await taking;
                _semaphores[index - Semaphores].Release();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task NestAsync(int[] picked, int at, Random random)
    {
        if (at == picked.Length)
        {
            return;
        }

        int index = picked[at];
        if (index >= Awaited)
        {
            TakePlain(picked, at);
            return;
        }

        if (index < Semaphores)
        {
            using (await _async[index].LockAsync())
            {
                await Hops.OneAsync(random);
                await GoOnAsync(picked, at + 1, random);
            }
        }
        else
        {
            await _semaphores[index - Semaphores].WaitAsync();
            await Hops.OneAsync(random);
            await GoOnAsync(picked, at + 1, random);
            _semaphores[index - Semaphores].Release();
        }
    }

    /// <summary>In this flow, or now and then in one that it starts and awaits.</summary>
    private Task GoOnAsync(int[] picked, int at, Random random)
    {
        int fork = random.Next(8);
        var own = new Random(random.Next());
        return fork == 0 ? Task.Run(() => NestAsync(picked, at, own)) : NestAsync(picked, at, own);
    }

    private void TakePlain(int[] picked, int at)
    {
        if (at < picked.Length)
        {
            using (_plain[picked[at] - Awaited].EnterScope())
            {
                TakePlain(picked, at + 1);
            }
        }
    }
}
