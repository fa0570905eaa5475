using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// <c>System.Lazy&lt;T&gt;</c>, watched: needing the value with a lock held that its factory takes is reported, as another thread could
/// be in the factory.
/// </summary>
/// <remarks>
/// Only in mode <see cref="LazyThreadSafetyMode.ExecutionAndPublication"/> threads wait for each other, so only that is watched. What a
/// parameterless constructor of <typeparamref name="T"/> does is not known to be the factory's work. With validation off
/// (<see cref="LockValidation.IsEnabled"/>) it is the bare lazy value.
/// </remarks>
public sealed class ValidatedLazy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>
{
    private readonly Lazy<T> _lazy;
    private readonly bool _waits;

    // Of the factory. Not readonly: it changes.
    private Runner _runner;

    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Nothing writes it after construction.
    private LockMap _map;

    /// <summary>Makes a value by the parameterless constructor of its type, for any number of threads.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedLazy([CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
        : this(LazyThreadSafetyMode.ExecutionAndPublication, file, line, member)
    {
    }

    /// <summary>Wraps a value that is there.</summary>
    /// <param name="value">The value.</param>
    public ValidatedLazy(T value) => _lazy = new Lazy<T>(value);

    /// <summary>Makes a value by a factory, for any number of threads.</summary>
    /// <param name="valueFactory">The factory.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    public ValidatedLazy(Func<T> valueFactory, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
        : this(valueFactory, LazyThreadSafetyMode.ExecutionAndPublication, file, line, member)
    {
    }

    /// <summary>Makes a value by the parameterless constructor of its type.</summary>
    /// <param name="isThreadSafe">True: for any number of threads.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedLazy(bool isThreadSafe, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
        : this(ModeOf(isThreadSafe), file, line, member)
    {
    }

    /// <summary>Makes a value by the parameterless constructor of its type.</summary>
    /// <param name="mode">What threads may do.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is none.</exception>
    public ValidatedLazy(LazyThreadSafetyMode mode, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        _lazy = new Lazy<T>(mode);
        _waits = mode == LazyThreadSafetyMode.ExecutionAndPublication;
        _map = Waiting.MapFor(this, "", file, line, member);
    }

    /// <summary>Makes a value by a factory.</summary>
    /// <param name="valueFactory">The factory.</param>
    /// <param name="isThreadSafe">True: for any number of threads.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    public ValidatedLazy(
        Func<T> valueFactory,
        bool isThreadSafe,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(valueFactory, ModeOf(isThreadSafe), file, line, member)
    {
    }

    /// <summary>Makes a value by a factory.</summary>
    /// <param name="valueFactory">The factory.</param>
    /// <param name="mode">What threads may do.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is none.</exception>
    public ValidatedLazy(
        Func<T> valueFactory,
        LazyThreadSafetyMode mode,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        _waits = mode == LazyThreadSafetyMode.ExecutionAndPublication;
        _map = Waiting.MapFor(this, "", file, line, member);
        bool watched = _waits && LockValidation.IsEnabled && valueFactory is not null;
        _lazy = new Lazy<T>(watched ? () => Completing.Run(in _map, factory => _runner.Run(factory), valueFactory!) : valueFactory!, mode);
    }

    /// <summary>The identity of what is waited for, for the validator; a default value where nothing is.</summary>
    public LockMap Map => _map;

    /// <summary>Whether the value was made.</summary>
    public bool IsValueCreated => _lazy.IsValueCreated;

    /// <summary>The value; made now if it was not yet.</summary>
    /// <exception cref="InvalidOperationException">The factory needs the value itself.</exception>
    /// <exception cref="MissingMemberException">There is no factory, and no parameterless constructor.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; it was not waited for.</exception>
    public T Value
    {
        get
        {
            if (!_waits || _lazy.IsValueCreated)
            {
                return _lazy.Value;
            }

            using BlockedWait blocked = Waiting.Begin(in _map, isOver: !_runner.IsAnother);
            return _lazy.Value;
        }
    }

    /// <inheritdoc/>
    public override string? ToString() => _lazy.ToString();

    private static LazyThreadSafetyMode ModeOf(bool isThreadSafe) =>
        isThreadSafe ? LazyThreadSafetyMode.ExecutionAndPublication : LazyThreadSafetyMode.None;
}
