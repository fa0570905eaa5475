namespace LockValidator;

/// <content>
/// What a piece of code takes. Code that awaits has overloads of the same name, as in <see cref="Task.Run(Func{Task})"/>: without them, an async lambda
/// would be taken for an <see cref="Action"/>, that is for <c>async void</c>, and the assertion would hold after its first await.
/// </content>
public static partial class LockOrderAssert
{
    /// <summary>The code takes the named locks in this order; others may come in between.</summary>
    /// <param name="code">The code.</param>
    /// <param name="order">The names of the classes, as <see cref="FindingText.IsNamed"/> reads them.</param>
    /// <exception cref="LockAssertionException">It does not.</exception>
    public static void AcquiresInOrder(Action code, params string[] order)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(order);
        var log = new AcquisitionLog();
        Run(code, log);
        InOrder(log, order);
    }

    /// <summary>The code takes the named locks in this order, over its awaits too; others may come in between.</summary>
    /// <param name="code">The code.</param>
    /// <param name="order">The names of the classes, as <see cref="FindingText.IsNamed"/> reads them.</param>
    /// <returns>The end of the code.</returns>
    /// <exception cref="LockAssertionException">It does not.</exception>
    public static async Task AcquiresInOrder(Func<Task> code, params string[] order)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(order);
        var log = new AcquisitionLog();
        await RunAsync(code, log).ConfigureAwait(false);
        InOrder(log, order);
    }

    /// <summary>The code takes no lock that can put its thread to sleep: it could run in a spin lock or an interrupt-like context.</summary>
    /// <param name="code">The code.</param>
    /// <exception cref="LockAssertionException">It does.</exception>
    public static void DoesNotBlock(Action code) => NoneBlocks(BlockingIn(code));

    /// <summary>The code takes no lock that can make it wait, be it by blocking a thread or by an <c>await</c>. Awaits of anything else are its own matter.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The end of the code.</returns>
    /// <exception cref="LockAssertionException">It does.</exception>
    public static async Task DoesNotBlock(Func<Task> code) => NoneBlocks(await BlockingIn(code).ConfigureAwait(false));

    /// <summary>Where code takes a lock that can put its thread to sleep.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The findings.</returns>
    public static IReadOnlyList<Violation> BlockingIn(Action code)
    {
        ArgumentNullException.ThrowIfNull(code);
        using LockScope scope = LockScope.Begin(ownGraph: true);
        var spinning = new LockMap(NotToBlock());
        spinning.Acquire(new AcquireOptions(Kind: AcquireKind.Try));
        try
        {
            code();
        }
        finally
        {
            spinning.Release();
        }

        return Blocking(scope);
    }

    /// <summary>Where code takes a lock that can make it wait, be it by blocking a thread or by an <c>await</c>.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The findings.</returns>
    public static async Task<IReadOnlyList<Violation>> BlockingIn(Func<Task> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        LockScope scope = LockScope.Begin(ownGraph: true);
        await using (scope.ConfigureAwait(false))
        {
            // Held by the flow, not by its thread: it goes on over awaits, and that is no finding of its own.
            var spinning = new LockMap(NotToBlock(), threadAffine: false);
            LockHold hold = spinning.AcquireAsyncHeld(new AcquireOptions(Kind: AcquireKind.Try));
            hold.MarkHeld();
            try
            {
                await code().ConfigureAwait(false);
            }
            finally
            {
                hold.Release();
            }
        }

        return Blocking(scope);
    }

    /// <summary>Stands for the spin lock that the code could run under.</summary>
    private static LockClass NotToBlock() => new("code that must not block", LockKind.RawSpin);

    private static List<Violation> Blocking(LockScope scope) =>
        scope.Violations.Where(static finding => finding.Kind is ViolationKind.InvalidWaitContext or ViolationKind.BlockingNotAllowed).ToList();

    private static void NoneBlocks(IReadOnlyList<Violation> blocking)
    {
        if (blocking.Count > 0)
        {
            throw new LockAssertionException(FindingText.Render(blocking), blocking);
        }
    }

    private static void InOrder(AcquisitionLog log, string[] order)
    {
        if (log.WhyNotInOrder(order) is { } why)
        {
            throw new LockAssertionException($"Expected the code to take {LockNames.List(order)} in this order, but {why}");
        }
    }
}
