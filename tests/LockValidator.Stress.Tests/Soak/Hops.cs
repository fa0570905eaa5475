namespace LockValidator.Stress.Tests;

/// <summary>The ways in which a flow may come to go on elsewhere.</summary>
internal static class Hops
{
    private const int Kinds = 8;

    public static async Task OneAsync(Random random)
    {
        switch (random.Next(Kinds))
        {
            case 0:
                await Task.Yield();
                break;
            case 1:
                await Task.Run(static () => { }).ConfigureAwait(false);
                break;
            case 2:
                await Task.Run(static async () => await Task.Yield());
                break;
            case 3:
                await ValueAsync();
                break;
            case 4:
                await InlineAsync();
                break;
            case 5:
                await SuppressedAsync();
                break;
            case 6:
                await Task.WhenAll(YieldAsync(), YieldAsync());
                break;
            default:
                break;
        }
    }

    private static async Task YieldAsync() => await Task.Yield();

    private static async ValueTask ValueAsync()
    {
        await Task.Yield();
        await default(ValueTask);
    }

    /// <summary>Goes on inside whoever completes it.</summary>
    private static Task InlineAsync()
    {
        var source = new TaskCompletionSource();
        ThreadPool.UnsafeQueueUserWorkItem(static source => source.SetResult(), source, preferLocal: false);
        return source.Task;
    }

    private static Task SuppressedAsync()
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(static async () => await Task.Yield());
        }
    }
}
