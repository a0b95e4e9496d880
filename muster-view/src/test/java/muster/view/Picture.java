package muster.view;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An SVG read back, as a browser would. */
final class Picture {
  /** What a group of a service covers. */
  record Box(String name, String label, double x, double y, double width, double height) {
    boolean touches(Box other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  /** A line and the level parts of it: x from, x to, y. */
  record Line(String from, String to, List<double[]> level, double endX, double endY) {}

  /** A text, and about where it is. */
  record Text(String content, double left, double right, double base) {
    boolean overlaps(Text other) {
      return left < other.right && other.left < right && Math.abs(base - other.base) < 13;
    }
  }

  private static final Pattern NUMBERS = Pattern.compile("[MHVCmhlvz]|-?[0-9.]+");

  private final Document document;

  Picture(String svg) {
    try {
      document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError("no XML: " + svg, e);
    }
  }

  double width() {
    return number(document.getDocumentElement(), "width");
  }

  double height() {
    return number(document.getDocumentElement(), "height");
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (Element element : elements("*")) {
      if (element.hasAttribute("id")) {
        ids.add(element.getAttribute("id"));
      }
    }
    return ids;
  }

  List<String> texts() {
    return elements("text").stream().map(Element::getTextContent).toList();
  }

  List<Text> placedTexts() {
    return elements("text").stream().map(Picture::placed).toList();
  }

  private static Text placed(Element text) {
    String content = text.getTextContent();
    List<String> style = List.of(text.getAttribute("class").split(" ", -1));
    double width = PictureStyle.width(content);
    double before = style.contains("end") ? width : style.contains("middle") ? width / 2 : 0;
    double left = number(text, "x") - before;
    return new Text(content, left, left + width, number(text, "y"));
  }

  /** How many elements have that class, alone or with others. */
  long count(String style) {
    return elements("*").stream()
        .filter(element -> List.of(element.getAttribute("class").split(" ", -1)).contains(style))
        .count();
  }

  List<Box> services() {
    List<Box> boxes = new ArrayList<>();
    for (Element group : elements("g")) {
      if (group.getAttribute("class").startsWith("service ")) {
        boxes.add(box(group));
      }
    }
    return boxes;
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Element path : elements("path")) {
      if (path.hasAttribute("data-from")) {
        lines.add(line(path));
      }
    }
    return lines;
  }

  private static Box box(Element group) {
    Element shape = null;
    String label = "";
    NodeList inside = group.getChildNodes();
    for (int i = 0; i < inside.getLength(); i++) {
      if (inside.item(i) instanceof Element element) {
        if (element.getAttribute("class").equals("shape")) {
          shape = element;
        } else if (element.getTagName().equals("text")) {
          label = element.getTextContent();
        }
      }
    }
    if (shape == null) {
      throw new AssertionError("a service without a shape");
    }
    String name = group.getAttribute("data-name");
    if (shape.getTagName().equals("rect")) {
      return new Box(
          name,
          label,
          number(shape, "x"),
          number(shape, "y"),
          number(shape, "width"),
          number(shape, "height"));
    }
    // M x y h width-cut l cut height/2 …
    List<String> words = words(shape.getAttribute("d"));
    double width = Double.parseDouble(words.get(4)) + Double.parseDouble(words.get(6));
    return new Box(
        name,
        label,
        Double.parseDouble(words.get(1)),
        Double.parseDouble(words.get(2)),
        width,
        2 * Double.parseDouble(words.get(7)));
  }

  private static Line line(Element path) {
    List<double[]> level = new ArrayList<>();
    List<String> words = words(path.getAttribute("d"));
    double x = Double.parseDouble(words.get(1));
    double y = Double.parseDouble(words.get(2));
    for (int i = 3; i < words.size(); ) {
      if (words.get(i).equals("V")) {
        y = Double.parseDouble(words.get(i + 1));
        i += 2;
      } else if (words.get(i).equals("H")) {
        double to = Double.parseDouble(words.get(i + 1));
        level.add(new double[] {x, to, y});
        x = to;
        i += 2;
      } else {
        x = Double.parseDouble(words.get(i + 5));
        y = Double.parseDouble(words.get(i + 6));
        i += 7;
      }
    }
    return new Line(path.getAttribute("data-from"), path.getAttribute("data-to"), level, x, y);
  }

  private static List<String> words(String path) {
    List<String> words = new ArrayList<>();
    Matcher matcher = NUMBERS.matcher(path);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private List<Element> elements(String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
