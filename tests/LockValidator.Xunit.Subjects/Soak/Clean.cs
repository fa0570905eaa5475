namespace LockValidator.Xunit.Subjects.Soak;

/// <summary>A class that does nothing wrong: with locks of its own, and with locks that all of them share, always in one order.</summary>
public abstract class Clean<T>
{
    private static readonly Pair s_own = new("Clean." + typeof(T).Name);

    [Fact]
    public void Sync()
    {
        s_own.Forward();
        Shared.Pair.Forward();
    }

    [Fact]
    public async Task Async()
    {
        s_own.Forward();
        await Task.Yield();
        Shared.Pair.Forward();
        await Task.Run(s_own.Forward);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Rows(int times)
    {
        for (int i = 0; i < times; i++)
        {
            s_own.Forward();
        }
    }
}
