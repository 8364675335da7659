using System.Text.Json;

namespace Patchbay.Graph;

/// <summary>Small checks of a body that is not read as a type, or not yet.</summary>
internal static class JsonProbe
{
    /// <summary>Returns why a body could not be read as the expected type.</summary>
    public static GraphAnswerProblem Classify(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, isFinalBlock: false, default);
        try
        {
            var any = false;
            while (reader.Read())
                any = true;
            var complete = any && reader.CurrentDepth == 0 && reader.TokenType is not JsonTokenType.PropertyName;
            return complete ? GraphAnswerProblem.WrongShape
                : any ? GraphAnswerProblem.CutOff
                : GraphAnswerProblem.NotJson;
        }
        catch (JsonException)
        {
            return GraphAnswerProblem.NotJson;
        }
    }

    public static bool HasRootMember(ReadOnlySpan<byte> body, string member)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals(member))
                    return true;
                reader.Skip();
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
