package io.granary.warehouse.names;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What many shops call by different words. */
public enum Concept {
  USER(
      "user usr customer cust client member visitor buyer shopper account acct subscriber consumer"
          + " patron guest purchaser reader viewer listener passenger patient kunde kunden benutzer"
          + " cliente usuario utilisateur klant"),
  PRODUCT(
      "product prod item sku article asin goods merchandise produkt produkte artikel producto"
          + " articulo produit movie film book song track listing"),
  SESSION("session sess visit sitzung sesion"),
  ORDER("order purchase transaction transaktion txn trx invoice receipt basket cart bestellung"),
  CATEGORY("category cat categ department genre class segment kategorie categoria categorie"),
  EMPLOYEE("employee emp staff worker personnel salesperson salesman agent mitarbeiter empleado"),
  SUPPLIER("supplier vendor provider manufacturer lieferant proveedor"),
  STORE("store shop branch outlet filiale tienda"),
  PERSON("person people contact individual");

  private static final Map<String, Concept> BY_WORD = byWord();

  private final String words;

  Concept(String words) {
    this.words = words;
  }

  private static Map<String, Concept> byWord() {
    Map<String, Concept> all = new HashMap<>();
    for (Concept concept : values()) {
      for (String word : Words.set(concept.words)) {
        all.put(word, concept);
        all.put(word + "s", concept);
        all.put(word + "es", concept);
        if (word.endsWith("y")) {
          all.put(word.substring(0, word.length() - 1) + "ies", concept);
        }
      }
    }
    return Map.copyOf(all);
  }

  /** The concept of a word in singular or plural. */
  public static Optional<Concept> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** Whether it is about people. */
  public boolean isPeople() {
    return this == USER || this == EMPLOYEE || this == PERSON;
  }
}
