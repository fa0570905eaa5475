namespace LockValidator;

/// <summary>A lock of this library, as the outer lock of a nesting: what is taken several times under it needs no order of its own.</summary>
public interface IValidatedLock
{
    /// <summary>The identity of the lock for the validator; a default value where validation is off.</summary>
    LockMap Map { get; }
}
