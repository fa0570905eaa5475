using System.Diagnostics.CodeAnalysis;
using LockValidator.Interception;

namespace LockValidator;

/// <summary>Waits that capture cannot see where they are written as properties.</summary>
public static class CapturedWaitExtensions
{
    private static readonly CaptureTable s_lazies = new("Lazy", LockKind.Sleeping, threadAffine: true);

    /// <summary>The result of a task, as <see cref="Task{TResult}.Result"/> gives it; waiting for it must be allowed here.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="task">The task.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is null.</exception>
    /// <exception cref="AggregateException">The task failed or was cancelled.</exception>
    public static TResult ResultValidated<TResult>(this Task<TResult> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (LockValidation.IsEnabled && !task.IsCompleted)
        {
            LockFlow.Current.MightBlock();
        }

        return task.Result;
    }

    /// <summary>
    /// The value of a lazy object, as <see cref="Lazy{T}.Value"/> gives it. Until the value is there, the object is a lock that is held
    /// while its factory runs, and is watched as one.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="lazy">The lazy object.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="lazy"/> is null.</exception>
    public static T ValueValidated<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        this Lazy<T> lazy)
    {
        ArgumentNullException.ThrowIfNull(lazy);
        if (!LockValidation.IsEnabled || lazy.IsValueCreated)
        {
            return lazy.Value;
        }

        CapturedLock captured = s_lazies.Get(lazy, site: null, reentrant: false);
        captured.Map.Acquire();
        try
        {
            return lazy.Value;
        }
        finally
        {
            captured.Map.Release();
        }
    }
}
