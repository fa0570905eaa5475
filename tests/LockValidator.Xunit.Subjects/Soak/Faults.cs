namespace LockValidator.Xunit.Subjects.Soak;

/// <summary>One order here, the other in <see cref="OtherOrder{T}"/>: whichever runs second fails, and only that.</summary>
public abstract class OneOrder<T>
{
    internal static readonly Pair Locks = new("Fault." + typeof(T).Name);

    [Fact]
    public void Takes_x_then_y() => Locks.Forward();
}

public abstract class OtherOrder<T>
{
    [Fact]
    public async Task Takes_y_then_x()
    {
        await Task.Yield();
        OneOrder<T>.Locks.Backward();
    }
}

/// <summary>Every row fails, not only the first.</summary>
public abstract class InRows<T>
{
    private static readonly Pair s_locks = new("Fault." + typeof(T).Name);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Rows(int row)
    {
        Assert.True(row > 0);
        s_locks.Both();
    }
}

public abstract class InAsyncCode<T>
{
    private static readonly Pair s_locks = new("Fault." + typeof(T).Name);

    [Fact]
    public async Task Over_awaits()
    {
        await Task.Run(s_locks.Forward);
        await Task.Yield();
        await Task.Run(s_locks.Backward);
    }
}

public abstract class InConstructor<T>
{
    private static readonly Pair s_locks = new("Fault." + typeof(T).Name);

    protected InConstructor() => s_locks.Both();

    [Fact]
    public void Does_nothing() => Shared.Pair.Forward();
}

public abstract class InInitializeAsync<T> : IAsyncLifetime
{
    private static readonly Pair s_locks = new("Fault." + typeof(T).Name);

    public async Task InitializeAsync()
    {
        await Task.Yield();
        s_locks.Both();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Does_nothing() => Shared.Pair.Forward();
}

public abstract class InDispose<T> : IDisposable
{
    private static readonly Pair s_locks = new("Fault." + typeof(T).Name);

    [Fact]
    public void Does_nothing() => Shared.Pair.Forward();

    public void Dispose()
    {
        s_locks.Both();
        GC.SuppressFinalize(this);
    }
}

public abstract class InFixture<T> : IClassFixture<InFixture<T>.Fixture>
{
    private static readonly Pair s_locks = new("Fault." + typeof(T).Name);

    [Fact]
    public void Does_nothing() => Shared.Pair.Forward();

    public sealed class Fixture
    {
        public Fixture() => s_locks.Both();
    }
}
