using System.Diagnostics.CodeAnalysis;
using LockValidator.Interception;

namespace LockValidator;

/// <summary>A wait that capture cannot see, since it is written as a property.</summary>
public static class LazyWaits
{
    private static readonly CaptureTable s_lazies = new("Lazy", LockKind.Sleeping, threadAffine: true);

    /// <summary>
    /// The value of a lazy object, as <see cref="Lazy{T}.Value"/> gives it. Until the value is there, the object is a lock that is held
    /// while its factory runs, and is watched as one.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="lazy">The lazy object.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="lazy"/> is null.</exception>
    public static T ValidatedValue<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
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
