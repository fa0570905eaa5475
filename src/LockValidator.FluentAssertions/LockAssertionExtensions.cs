using FluentAssertions;
using FluentAssertions.Specialized;

namespace LockValidator;

/// <summary>Where assertions about locks begin.</summary>
public static class LockAssertionExtensions
{
    /// <summary>Assertions about what a scope found.</summary>
    /// <param name="scope">The scope; it may have ended.</param>
    public static LockScopeAssertions Should(this LockScope scope) => new(scope);

    /// <summary>Assertions about what a checker found.</summary>
    /// <param name="checker">The checker.</param>
    public static LockCheckerAssertions Should(this LockChecker checker) => new(checker);

    /// <summary>Assertions about the orders of a graph.</summary>
    /// <param name="graph">The graph, as of <see cref="LockChecker.Snapshot"/>.</param>
    public static GraphSnapshotAssertions Should(this GraphSnapshot graph) => new(graph);

    /// <summary>The code takes the named locks in this order; others may come in between.</summary>
    /// <param name="assertions">Of the code.</param>
    /// <param name="order">The names of the classes.</param>
    [CustomAssertion]
    public static AndConstraint<ActionAssertions> AcquireInOrder(this ActionAssertions assertions, params string[] order) =>
        assertions.AcquireInOrder(order, because: "");

    /// <summary>The code takes the named locks in this order; others may come in between.</summary>
    /// <param name="assertions">Of the code.</param>
    /// <param name="order">The names of the classes.</param>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    [CustomAssertion]
    public static AndConstraint<ActionAssertions> AcquireInOrder(this ActionAssertions assertions, string[] order, string because, params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        ArgumentNullException.ThrowIfNull(order);
        var log = new AcquisitionLog();
        using (LockScope.Begin(ownGraph: true, observer: log))
        {
            assertions.Subject();
        }

        return LockFailures.InOrder(log, order, assertions, because, becauseArgs);
    }

    /// <summary>The code takes the named locks in this order, over its awaits too; others may come in between.</summary>
    /// <param name="assertions">Of the code.</param>
    /// <param name="order">The names of the classes.</param>
    [CustomAssertion]
    public static Task<AndConstraint<TAssertions>> AcquireInOrderAsync<TTask, TAssertions>(this AsyncFunctionAssertions<TTask, TAssertions> assertions, params string[] order)
        where TTask : Task
        where TAssertions : AsyncFunctionAssertions<TTask, TAssertions> => assertions.AcquireInOrderAsync(order, because: "");

    /// <summary>The code takes the named locks in this order, over its awaits too; others may come in between.</summary>
    /// <param name="assertions">Of the code.</param>
    /// <param name="order">The names of the classes.</param>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    [CustomAssertion]
    public static async Task<AndConstraint<TAssertions>> AcquireInOrderAsync<TTask, TAssertions>(
        this AsyncFunctionAssertions<TTask, TAssertions> assertions, string[] order, string because, params object[] becauseArgs)
        where TTask : Task
        where TAssertions : AsyncFunctionAssertions<TTask, TAssertions>
    {
        ArgumentNullException.ThrowIfNull(assertions);
        ArgumentNullException.ThrowIfNull(order);
        var log = new AcquisitionLog();
        LockScope scope = LockScope.Begin(ownGraph: true, observer: log);
        await using (scope.ConfigureAwait(false))
        {
            await assertions.Subject().ConfigureAwait(false);
        }

        return LockFailures.InOrder(log, order, (TAssertions)assertions, because, becauseArgs);
    }

    /// <summary>The code takes no lock that can put its thread to sleep: it could run in a spin lock or an interrupt-like context.</summary>
    /// <param name="assertions">Of the code.</param>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    [CustomAssertion]
    public static AndConstraint<ActionAssertions> NotBlock(this ActionAssertions assertions, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        IReadOnlyList<Violation> blocking = LockOrderAssert.BlockingIn(assertions.Subject);
        return LockFailures.NoneBlocks(blocking, assertions, because, becauseArgs);
    }

    /// <summary>The code takes no lock that can make it wait, be it by blocking a thread or by an <c>await</c>. Awaits of anything else are its own matter.</summary>
    /// <param name="assertions">Of the code.</param>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    [CustomAssertion]
    public static async Task<AndConstraint<TAssertions>> NotBlockAsync<TTask, TAssertions>(
        this AsyncFunctionAssertions<TTask, TAssertions> assertions, string because = "", params object[] becauseArgs)
        where TTask : Task
        where TAssertions : AsyncFunctionAssertions<TTask, TAssertions>
    {
        ArgumentNullException.ThrowIfNull(assertions);
        IReadOnlyList<Violation> blocking = await LockOrderAssert.BlockingIn(async () => await assertions.Subject().ConfigureAwait(false)).ConfigureAwait(false);
        return LockFailures.NoneBlocks(blocking, (TAssertions)assertions, because, becauseArgs);
    }
}
