namespace LockValidator.Tests;

public sealed class SemaphoreMatrixTests : AsyncMatrixTests
{
    internal override IAsyncGate Make(LockClass type) => new SemaphoreGate(type);
}

public sealed class AsyncLockMatrixTests : AsyncMatrixTests
{
    internal override IAsyncGate Make(LockClass type) => new AsyncLockGate(type);

    [Fact]
    public async Task Await_using_releases_it()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var gate = new ValidatedAsyncLock("gate");
        await using (await gate.LockAsync())
        {
            await Task.Yield();
            gate.IsHeld.Should().BeTrue();
            gate.Map.IsHeld().Should().BeTrue();
        }

        gate.IsHeld.Should().BeFalse();
        LockFlow.Current.Held.Should().BeEmpty();
        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_second_release_does_nothing()
    {
        var gate = new ValidatedAsyncLock("gate");
        ValidatedAsyncLock.Releaser first = await gate.LockAsync();
        first.Dispose();
        using ValidatedAsyncLock.Releaser second = await gate.LockAsync();

        first.Dispose();

        gate.IsHeld.Should().BeTrue();
        gate.TryLock(out _).Should().BeFalse();
    }

    [Fact]
    public async Task To_take_it_twice_in_one_flow_is_reported_before_it_hangs()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var gate = new ValidatedAsyncLock("gate");
        using var cancellation = new CancellationTokenSource();
        using (await gate.LockAsync())
        {
            await Task.Yield();
            Task second = gate.LockAsync(cancellation.Token).AsTask();
            second.IsCompleted.Should().BeFalse();
            scope.Violations.Select(violation => violation.Kind).Should().Equal(ViolationKind.Recursion);
            await cancellation.CancelAsync();
            await second.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        }
    }

    [Fact]
    public async Task An_async_method_that_takes_it_leaves_its_caller_a_releaser_that_works()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var gate = new ValidatedAsyncLock("gate");
        async Task<ValidatedAsyncLock.Releaser> Lost() => await gate.LockAsync();

        using (await Lost())
        {
            gate.IsHeld.Should().BeTrue();
        }

        gate.IsHeld.Should().BeFalse();
        LockFlow.Current.Held.Should().BeEmpty();
        scope.Violations.Should().BeEmpty();
    }
}
