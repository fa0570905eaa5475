namespace LockValidator;

/// <summary>Thrown by an acquisition in a driven piece of code, so that it gives up its locks and ends. The driver swallows it.</summary>
public sealed class InterleavingEndedException : Exception
{
    internal InterleavingEndedException()
        : base("The interleaving is over: this lock would never have been got, so the code is made to give up. Let this exception pass.")
    {
    }
}
