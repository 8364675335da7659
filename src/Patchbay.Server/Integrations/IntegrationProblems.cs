using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Integrations;

internal static class IntegrationProblems
{
    public static readonly Problem
        AccountNotFound = Problem.NotFound("account"),
        KeyTaken = new(409, Codes.Conflict, "There is an account with this 'account_key' already.") { Field = "account_key" },
        Changed = new(409, Codes.Conflict, "The account was changed by another call meanwhile; read it and try again."),
        UnknownDivision = Problem.Invalid("division_id", "'division_id' names no division of the organization.");
}
