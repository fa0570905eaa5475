#if NET9_0_OR_GREATER
using System.Diagnostics.CodeAnalysis;
#endif

namespace LockValidator;

/// <summary>Whether validation is on in this process.</summary>
public static class LockValidation
{
    private const string SwitchName = "LockValidator.IsEnabled";
    private const string Variable = "LOCKVALIDATION";

    private static readonly bool s_enabled = ReadOnce();

    /// <summary>
    /// True unless switched off: by the feature switch at build time (then trimmed away), by runtime configuration, or by the
    /// environment variable <c>LOCKVALIDATION</c> set to 0, off or false. Never changes while a process runs.
    /// </summary>
#if NET9_0_OR_GREATER
    [FeatureSwitchDefinition(SwitchName)]
#endif
    public static bool IsEnabled => s_enabled;

    /// <summary>
    /// From here on, in this async flow and all that it starts, a lock that belongs to its thread and is held across an <c>await</c> is
    /// found when the thread leaves the flow. Call it once at the start of the program. Scopes and tests do it by themselves.
    /// </summary>
    /// <remarks>Costs one entry in the execution context.</remarks>
    public static void FollowAsyncFlows()
    {
        if (IsEnabled)
        {
            AsyncFlowMark.Install();
        }
    }

    /// <summary>
    /// Runs work that is handed over by code which knows nothing of its locks, as a server's request is: a lock that belongs to its
    /// thread and is still held when the work first awaits, or at any later <c>await</c>, or at its end, is found.
    /// </summary>
    /// <typeparam name="TState">The type of the argument.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="state">Its argument.</param>
    /// <returns>What <paramref name="work"/> returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public static Task RunFollowed<TState>(Func<TState, Task> work, TState state)
    {
        ArgumentNullException.ThrowIfNull(work);
        return IsEnabled ? AsyncFlowMark.Run(work, state) : work(state);
    }

    private static bool ReadOnce()
    {
        if (AppContext.TryGetSwitch(SwitchName, out bool configured))
        {
            return configured;
        }

        return Environment.GetEnvironmentVariable(Variable)?.Trim().ToUpperInvariant() is not ("0" or "OFF" or "FALSE" or "NO");
    }
}
