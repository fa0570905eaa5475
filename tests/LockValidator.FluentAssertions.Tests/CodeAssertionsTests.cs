namespace LockValidator.FluentAssertions.Tests;

public sealed class CodeAssertionsTests
{
    private readonly ValidatedLock _a = new("A");
    private readonly ValidatedLock _b = new("B");
    private readonly ValidatedSpinLock _spin = new("spin");

    [Fact]
    public void Code_can_be_asked_what_it_takes()
    {
        Action transfer = () =>
        {
            using (_a.EnterScope())
            using (_b.EnterScope())
            {
            }
        };

        transfer.Should().AcquireInOrder("A", "B");
        transfer.Should().AcquireInOrder("B").And.NotThrow();
        Failure(() =>
            transfer.Should().AcquireInOrder("B", "A")).Should().Be("Expected transfer to acquire B, A in this order, but it took A, B.");
        Failure(() =>
            transfer.Should().AcquireInOrder(["A", "C"], "C is {0}", "inner")).Should().Be(
            "Expected transfer to acquire A, C in this order because C is inner, but it never took C (it took A, B).");
    }

    [Fact]
    public void Code_can_be_forbidden_to_block()
    {
        Action spins = () =>
        {
            bool taken = false;
            _spin.Enter(ref taken);
            _spin.Exit();
        };
        Action blocks = () =>
        {
            using (_a.EnterScope())
            {
            }
        };

        spins.Should().NotBlock();
        Failure(() =>
            blocks.Should().NotBlock("it runs in a spin lock")).Should().StartWith(
            "Expected blocks to take no lock that can block because it runs in a spin lock, but it takes A:\n\n").And.Contain("LV0004 InvalidWaitContext");
    }

    [Fact]
    public async Task Code_that_awaits_can_be_asked_what_it_takes()
    {
        Func<Task> transfer = async () =>
        {
            await Task.Yield();
            using (_a.EnterScope())
            using (_b.EnterScope())
            {
            }
        };
        Func<Task<int>> count = async () =>
        {
            await transfer();
            return 1;
        };

        await transfer.Should().AcquireInOrderAsync("A", "B");
        await count.Should().AcquireInOrderAsync("A", "B");
        await (await transfer.Should().AcquireInOrderAsync("B")).And.NotThrowAsync();
        (await LaterFailure(() => transfer.Should().AcquireInOrderAsync("B", "A"))).Should().EndWith(" to acquire B, A in this order, but it took A, B.");
        (await LaterFailure(() => count.Should().AcquireInOrderAsync(["A", "C"], "C is {0}", "inner"))).Should().EndWith(
            " to acquire A, C in this order because C is inner, but it never took C (it took A, B).");
    }

    [Fact]
    public async Task Code_that_awaits_can_be_forbidden_to_block()
    {
        using var gate = new ValidatedSemaphore(1, "gate");
        Func<Task> yields = async () => await Task.Yield();
        Func<Task> blocks = async () =>
        {
            await gate.WaitAsync();
            gate.Release();
        };

        await yields.Should().NotBlockAsync();
        (await LaterFailure(() => blocks.Should().NotBlockAsync("it runs in a spin lock"))).Should().Contain(
            " to take no lock that can block because it runs in a spin lock, but it takes gate:\n\n").And.Contain("LV0004 InvalidWaitContext");
    }

    private static async Task<string> LaterFailure(Func<Task> assertion) => (await assertion.Should().ThrowAsync<global::Xunit.Sdk.XunitException>()).Which.Message;

    private static string Failure(Action assertion) => assertion.Should().Throw<global::Xunit.Sdk.XunitException>().Which.Message;
}
