[assembly: LockValidator.ValidateLocks]
