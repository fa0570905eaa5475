using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// Type initialisers as what they are, things that threads wait for: needing a type with a lock held that its static constructor takes
/// is reported, as another thread could be in the constructor.
/// </summary>
/// <remarks>
/// The runtime tells nobody of these waits, so both sides say it: the static constructor by <see cref="Run"/>, and who needs the type
/// by <see cref="Ensure"/>. With validation off (<see cref="LockValidation.IsEnabled"/>) neither costs more than the original.
/// </remarks>
public static class ValidatedTypeInitializer
{
    private static readonly ConditionalWeakTable<Type, Initializer> s_known = [];

    /// <summary>Runs the body of a static constructor: <c>static Config() => ValidatedTypeInitializer.Run(typeof(Config), Load);</c></summary>
    /// <param name="type">The type whose static constructor this is.</param>
    /// <param name="body">What the constructor does.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>.</exception>
    public static void Run(Type type, Action body)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(body);
        Initializer initializer = Of(type);
        Completing.Run(in initializer.Map, () => initializer.Runner.Run(() =>
        {
            body();
            return true;
        }));
        Volatile.Write(ref initializer.IsDone, true);
    }

    /// <summary>Has a type initialised, as <see cref="RuntimeHelpers.RunClassConstructor"/> does; a thread that is in its static constructor is waited for.</summary>
    /// <param name="type">The type.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    /// <exception cref="TypeInitializationException">The static constructor failed.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; it was not waited for.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2059", Justification = "Who names the type keeps it, and its static constructor with it.")]
    public static void Ensure([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors)] Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Initializer initializer = Of(type);
        using BlockedWait blocked = Volatile.Read(ref initializer.IsDone) ? default : Waiting.Begin(in initializer.Map, isOver: !initializer.Runner.IsAnother);
        RuntimeHelpers.RunClassConstructor(type.TypeHandle);
    }

    private static Initializer Of(Type type) => s_known.GetValue(type, static key => new Initializer(key));

    private sealed class Initializer(Type type)
    {
        // A field: a LockMap is passed by reference. Nothing writes it.
        public readonly LockMap Map = Waiting.MapFor(null, new LockClass($"static {type.FullName}", LockKind.Wait));

        // Of the constructor.
        public Runner Runner;

        // Written by the thread that was in the constructor, read by any.
        public bool IsDone;
    }
}
