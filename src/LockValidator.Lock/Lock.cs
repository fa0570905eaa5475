using System.Runtime.CompilerServices;
using LockValidator;
using LockValidator.Interception;

namespace System.Threading;

/// <summary>
/// <c>System.Threading.Lock</c>, watched: what the framework's type is replaced with, under its own full name, in projects that are
/// built with <c>LockValidation</c> on. By that name alone the compiler lets a <c>lock</c> statement use the lock itself.
/// </summary>
/// <remarks>The shape that the compiler asks for must stay exact: <c>EnterScope()</c> without parameters, and a nested value type <c>Scope</c>.</remarks>
public sealed class Lock
{
    private readonly ValidatedLock _lock;

    /// <summary>Makes a lock whose class is the place in the source that makes it.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public Lock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        _lock = new ValidatedLock(LockValidation.IsEnabled ? CaptureSites.NameOfMade(file, line) : "", file, line, member);
        if (LockValidation.IsEnabled)
        {
            CaptureSession.Made("Lock");
        }
    }

    /// <summary>Whether the calling thread holds the lock.</summary>
    public bool IsHeldByCurrentThread => _lock.IsHeldByCurrentThread;

    /// <summary>Takes the lock, waiting as long as it takes.</summary>
    public void Enter() => _lock.Enter();

    /// <summary>Takes the lock until the result is disposed.</summary>
    /// <returns>What releases it.</returns>
    public Scope EnterScope() => new(_lock.EnterScope());

    /// <summary>Takes the lock if it is free.</summary>
    /// <returns>True if the lock was taken.</returns>
    public bool TryEnter() => _lock.TryEnter();

    /// <summary>Takes the lock if it becomes free in time.</summary>
    /// <param name="millisecondsTimeout">How long to wait.</param>
    /// <returns>True if the lock was taken.</returns>
    public bool TryEnter(int millisecondsTimeout) => _lock.TryEnter(millisecondsTimeout);

    /// <summary>Takes the lock if it becomes free in time.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>True if the lock was taken.</returns>
    public bool TryEnter(TimeSpan timeout) => _lock.TryEnter(timeout);

    /// <summary>Releases the lock, once.</summary>
    public void Exit() => _lock.Exit();

    /// <summary>Releases a lock, once, when disposed.</summary>
    public ref struct Scope
    {
        private ValidatedLock.Scope _scope;

        internal Scope(ValidatedLock.Scope scope) => _scope = scope;

        /// <summary>Releases the lock; a second call does nothing.</summary>
        public void Dispose() => _scope.Dispose();
    }
}
