namespace InverseRepro.Vision.DataSets;

/// <summary>What is known of one object of a scene.</summary>
/// <param name="Shape">Its class.</param>
/// <param name="Hue">Its hue in degrees, 0 to 360; shading and texture change the brightness only.</param>
/// <param name="HasTypicalHue">Whether the hue was drawn around the one of its class.</param>
/// <param name="Texture">Its surface.</param>
/// <param name="Box">The box around all of the object that lies in the image, hidden parts included.</param>
/// <param name="Mask">Height × Width: pixels of which the object covers at least half and no later object does.</param>
public sealed record SceneObject(Shape Shape, double Hue, bool HasTypicalHue, Texture Texture, PixelBox Box, bool[] Mask);
